import { startUnleash } from 'unleash-client';
import { startDevServer } from '@unleash-client/dev-server';
const C=Array.from({length:100},(_,i)=>`C${String(i).padStart(2,'0')}`);
const isIn=v=>({contextName:'country',operator:'IN',values:v});
const ro=(n,p,m={})=>({name:'flexibleRollout',parameters:{rollout:String(p),stickiness:'default',groupId:n},constraints:[],...m});
const f=(name,strategies,m={})=>({name,type:'release',project:'default',enabled:true,strategies,variants:[],...m});
const features=[f('simple',[{name:'default',constraints:[]}]),f('rollout',[ro('rollout',50)]),f('in-five',[ro('in-five',100,{constraints:[isIn(C.slice(0,5))]})]),
f('twenty',Array.from({length:20},(_,i)=>({name:'default',constraints:[isIn(i===19?C:['nowhere-'+i])]}))),
f('parent',[{name:'default',constraints:[]}]),f('child',[{name:'default',constraints:[]}],{dependencies:[{feature:'parent'}]}),
f('ten',[{name:'default',constraints:[isIn(C),{contextName:'tenant',operator:'IN',values:Array.from({length:100},(_,i)=>'tenant-'+i)},{contextName:'userId',operator:'STR_STARTS_WITH',values:['user-']},{contextName:'email',operator:'STR_ENDS_WITH',values:['@example.org','@example.com']},{contextName:'age',operator:'NUM_GTE',value:'18'},{contextName:'age',operator:'NUM_LT',value:'99'},{contextName:'signedUp',operator:'DATE_AFTER',value:'2023-06-01T00:00:00Z'},{contextName:'signedUp',operator:'DATE_BEFORE',value:'2099-06-01T00:00:00Z'},{contextName:'appVersion',operator:'SEMVER_GT',value:'1.9.9'},{contextName:'appVersion',operator:'SEMVER_LT',value:'3.0.0'}]}])];
const server=await startDevServer({port:0,flags:{version:2,features}});
const client=await startUnleash({url:server.url,appName:'b',customHeaders:{Authorization:server.token}});
const ctx=Array.from({length:1000},(_,i)=>({userId:'user-'+i,sessionId:'s'+i,remoteAddress:'10.0.0.7',properties:{country:C[i%5],tenant:'tenant-'+i%100,email:`user-${i}@example.com`,age:20+i%60,signedUp:new Date(Date.UTC(2024,i%12,1+i%28)),appVersion:`2.${i%10}.${i%7}`}}));
const m=new Map([['simple',()=>true],['a',()=>false],['b',c=>c.userId==='x'],['missing2',()=>true]]);
const floor=(n,c)=>m.get(n)?.(c)===true;
const loopF=(n,k)=>{let on=0;for(let i=0,u=0;i<k;i++){if(floor(n,ctx[u]))on++;if(++u===1000)u=0}return on};
const loop=(n,k)=>{let on=0;for(let i=0,u=0;i<k;i++){if(client.isEnabled(n,ctx[u]))on++;if(++u===1000)u=0}return on};
const names=['missing','simple','child','in-five','rollout','twenty','ten'];
for(let i=0;i<4;i++){for(const n of names)loop(n,20000);for(const n of m.keys())loopF(n,20000)}
const res={};
for(let r=0;r<15;r++){ await new Promise(x=>setImmediate(x)); for(const n of ['FLOOR',...names]){const k=60000;const t=process.cpuUsage();n==='FLOOR'?loopF('simple',k):loop(n,k);const u=process.cpuUsage(t);(res[n]??=[]).push((u.user+u.system)*1000/k)}}
console.log(process.version,Object.entries(res).map(([n,a])=>n+' '+a.sort((x,y)=>x-y)[process.env.MIN?0:7].toFixed(1)).join('  '));
process.exit(0)
